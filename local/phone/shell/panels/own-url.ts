/** Small pictures are kept with the group; big ones live as long as this page. */
const KEPT_BYTES = 300_000;

/** A blob's address dies with the phone that made it: what lies in the group must outlive the phone. */
export async function ownUrl(url: string): Promise<string> {
  if (!url.startsWith('blob:')) return url;
  const blob = await (await fetch(url)).blob();
  return blob.size <= KEPT_BYTES ? dataUrl(blob) : URL.createObjectURL(blob);
}

function dataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}
