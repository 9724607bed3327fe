import type { PictureId, TableId } from '@skald/protocol';
import { useEffect, useMemo, useState } from 'react';
import { fetchPicture, type PictureSource } from '../core/pictures.ts';
import { useServices } from './useServices.ts';
import { useWords } from './useWords.ts';

/** How this seat reaches the pictures of its table. */
export function usePictureSource(tableId: TableId): PictureSource {
  const { shelf } = useServices();
  const { language } = useWords();
  return useMemo(
    () => ({
      tableId,
      language,
      seatToken: shelf.keyOf(tableId)?.seatToken ?? '',
      fetch: (...call: Parameters<typeof fetch>) => fetch(...call),
    }),
    [tableId, language, shelf],
  );
}

export type Picture = { state: 'loading' } | { state: 'shown'; url: string } | { state: 'failed' };

/** A picture as an address of this page, for as long as the component lives. */
export function usePicture(tableId: TableId, pictureId: PictureId): Picture {
  const source = usePictureSource(tableId);
  const [picture, setPicture] = useState<Picture>({ state: 'loading' });
  useEffect(() => {
    const abort = new AbortController();
    let url: string | null = null;
    fetchPicture(source, pictureId, abort.signal).then(
      (blob) => {
        if (abort.signal.aborted) return;
        url = URL.createObjectURL(blob);
        setPicture({ state: 'shown', url });
      },
      () => {
        if (!abort.signal.aborted) setPicture({ state: 'failed' });
      },
    );
    return () => {
      abort.abort();
      if (url) URL.revokeObjectURL(url);
    };
  }, [source, pictureId]);
  return picture;
}
