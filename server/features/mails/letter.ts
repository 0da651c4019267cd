/** What a mail says, before it is laid out. All of it is plain text. */
export interface Letter {
  subject: string;
  greeting: string;
  paragraphs: string[];
  lists: LetterList[];
  action?: LetterLink;
  /** Small print: why this mail came. */
  closing: string[];
}

/** Orders under a heading, which may be left out. */
export interface LetterList {
  heading?: string;
  items: LetterItem[];
}

export interface LetterItem {
  title: string;
  details: string[];
  link?: LetterLink;
}

export interface LetterLink {
  label: string;
  /** Null: the link is only in the mail that was sent. */
  url: string | null;
}

/** The text of a link that is not shown. */
export const HIDDEN_LINK = '(this link is only in the mail that is sent)';
