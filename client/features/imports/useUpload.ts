import { onScopeDispose, ref, shallowRef } from 'vue';
import type { ApiError } from '../../apollo/api-error.ts';
import type { ChosenFiles } from './file-kinds.ts';
import { uploadImport, type Upload } from './upload-import.ts';

/** One upload at a time, with its progress. */
export function useUpload(onCreated: (importId: string) => void) {
  const running = ref(false);
  const progress = ref({ sentBytes: 0, allBytes: 0 });
  const error = shallowRef<ApiError>();
  let upload: Upload | undefined;

  async function start(files: ChosenFiles): Promise<void> {
    if (running.value) return;
    running.value = true;
    error.value = undefined;
    progress.value = { sentBytes: 0, allBytes: 0 };
    upload = uploadImport(files, (sentBytes, allBytes) => (progress.value = { sentBytes, allBytes }));
    const outcome = await upload.outcome;
    running.value = false;
    if (outcome.kind === 'created') onCreated(outcome.importId);
    else if (outcome.kind === 'refused') error.value = outcome;
  }

  onScopeDispose(() => upload?.cancel());
  return { start, cancel: () => upload?.cancel(), running, progress, error };
}
