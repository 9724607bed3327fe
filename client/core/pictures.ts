import { errorBodySchema, pictureReplySchema, ProtocolError, type Language, type PictureId, type TableId } from '@skald/protocol';

/** Where the pictures of a table are, for a seat. */
export interface PictureSource {
  readonly tableId: TableId;
  readonly seatToken: string;
  readonly language: Language;
  readonly fetch: typeof fetch;
}

/** The bytes of a picture that this seat may see. Throws ProtocolError. */
export async function fetchPicture(
  { tableId, ...source }: PictureSource,
  pictureId: PictureId,
  signal: AbortSignal,
): Promise<Blob> {
  const response = await ask(source, `/api/tables/${tableId}/pictures/${pictureId}`, { signal });
  return response.blob();
}

/** Sends a picture to be shown as a handout. Throws ProtocolError. */
export async function sendHandout({ tableId, ...source }: PictureSource, file: Blob, title: string): Promise<PictureId> {
  const query = new URLSearchParams({ kind: 'handout', title });
  const response = await ask(source, `/api/tables/${tableId}/pictures?${query.toString()}`, {
    method: 'POST',
    body: file,
    headers: { 'content-type': file.type },
  });
  const reply = pictureReplySchema.safeParse(await response.json().catch(() => null));
  if (!reply.success) throw new ProtocolError('internal', 'the answer to a picture does not fit');
  return reply.data.pictureId;
}

async function ask(
  { seatToken, language, fetch }: Omit<PictureSource, 'tableId'>,
  path: string,
  init: RequestInit & { headers?: Record<string, string> },
): Promise<Response> {
  const headers = { ...init.headers, authorization: `Bearer ${seatToken}`, 'accept-language': language };
  const response = await fetch(path, { ...init, headers }).catch((error: unknown) => {
    throw new ProtocolError('unavailable', 'the api was not reached', { cause: error });
  });
  if (response.ok) return response;
  const body = (await response.json().catch(() => null)) as { error?: unknown } | null;
  const known = errorBodySchema.safeParse(body?.error);
  throw new ProtocolError(known.success ? known.data.code : 'internal', `${path} was refused`);
}
