import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One save of an order's guest list. The order says which version is current; older ones stay readable. */
@Entity('guest_list_versions')
export class GuestListVersion {
  @PrimaryColumn('uuid', { name: 'organization_id' })
  organizationId: string;

  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'order_id' })
  orderId: string;

  /** From 1, one more with each save. */
  @Column('int')
  version: number;

  /** The order's usage category as of this save. */
  @Column('uuid', { name: 'usage_category_id', nullable: true })
  usageCategoryId: string | null;

  /** What the occasion was for. */
  @Column('text', { name: 'business_purpose', nullable: true })
  businessPurpose: string | null;

  /** Whether a host was there; null when nobody said. */
  @Column('boolean', { name: 'host_present', nullable: true })
  hostPresent: boolean | null;

  @Column('uuid', { name: 'saved_by_id' })
  savedById: string;

  @Column('timestamptz', { name: 'saved_at' })
  savedAt: Date;
}
