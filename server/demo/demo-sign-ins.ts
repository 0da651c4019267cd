import { Role } from '../features/people/user.entity.ts';

/** How to sign in to the demo company as somebody of a role. */
export interface DemoSignIn {
  role: Role;
  name: string;
  email: string;
  password: string;
}

/** Known to everybody: the demo company holds nothing real. */
const PASSWORD = 'try-the-demo';

/** One of each role, in the order of what they may do. */
export const demoSignIns: readonly DemoSignIn[] = [
  { role: Role.EMPLOYEE, name: 'Emil Employee', email: 'emil.employee@demo.example', password: PASSWORD },
  { role: Role.MANAGER, name: 'Mara Manager', email: 'mara.manager@demo.example', password: PASSWORD },
  { role: Role.TICKET_MANAGER, name: 'Tessa Ticket', email: 'tessa.ticket@demo.example', password: PASSWORD },
  { role: Role.INVENTORY_MANAGER, name: 'Ivo Inventory', email: 'ivo.inventory@demo.example', password: PASSWORD },
  { role: Role.SUPER_USER, name: 'Sunny Super', email: 'sunny.super@demo.example', password: PASSWORD },
];
