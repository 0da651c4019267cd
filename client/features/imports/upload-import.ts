import { fileKinds, type ChosenFiles } from './file-kinds.ts';

export type UploadOutcome =
  | { kind: 'created'; importId: string }
  | { kind: 'refused'; code: string; message: string; requestId: string | undefined }
  | { kind: 'cancelled' };

export interface Upload {
  outcome: Promise<UploadOutcome>;
  cancel(): void;
}

/** Sends the files of an import and reports how much of them is sent; only XMLHttpRequest can tell that. */
export function uploadImport(files: ChosenFiles, onProgress: (sentBytes: number, allBytes: number) => void): Upload {
  const request = new XMLHttpRequest();
  const outcome = new Promise<UploadOutcome>((resolve) => {
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(loaded, total));
    request.addEventListener('load', () => resolve(readAnswer(request)));
    request.addEventListener('error', () => resolve(refused(request, 'NETWORK', '')));
    request.addEventListener('timeout', () => resolve(refused(request, 'NETWORK', '')));
    request.addEventListener('abort', () => resolve({ kind: 'cancelled' }));
  });
  request.open('POST', '/imports');
  request.setRequestHeader('x-backfill-csrf', '1');
  request.send(formOf(files));
  return { outcome, cancel: () => request.abort() };
}

function formOf(files: ChosenFiles): FormData {
  const form = new FormData();
  for (const kind of fileKinds) {
    const file = files[kind];
    if (file) form.append(kind, file, file.name);
  }
  return form;
}

function readAnswer(request: XMLHttpRequest): UploadOutcome {
  const body = parse(request.responseText);
  if (request.status >= 200 && request.status < 300 && body.importId) {
    return { kind: 'created', importId: body.importId };
  }
  if (body.error) return refused(request, body.error.code ?? 'INTERNAL', body.error.message ?? '');
  return refused(request, request.status === 413 ? 'TOO_LARGE' : 'NETWORK', '');
}

function parse(text: string): { importId?: string; error?: { code?: string; message?: string } } {
  try {
    return JSON.parse(text) as ReturnType<typeof parse>;
  } catch {
    return {};
  }
}

function refused(request: XMLHttpRequest, code: string, message: string): UploadOutcome {
  return { kind: 'refused', code, message, requestId: request.getResponseHeader('x-request-id') ?? undefined };
}
