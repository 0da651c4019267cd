/** An upload that cannot be taken, with the HTTP status and the sentence that say why. */
export class UploadRefused extends Error {
  readonly status: 400 | 409 | 413 | 415;

  constructor(status: 400 | 409 | 413 | 415, message: string) {
    super(message);
    this.status = status;
  }
}
