/**
 * A base URL as the Anthropic SDK wants it: without a slash or `/v1` at its end. Null when it is empty or no http(s) address.
 */
export function normaliseBaseUrl(text: string): string | null {
  const trimmed = text.trim().replace(/\/+$/u, '').replace(/\/v1$/u, '').replace(/\/+$/u, '');
  if (!URL.canParse(trimmed)) return null;
  return ['http:', 'https:'].includes(new URL(trimmed).protocol) ? trimmed : null;
}
