/** Reed–Solomon words over GF(256), by which a scratched code is still read. Pure. */

const PRIMITIVE = 0x11d;

function times(a: number, b: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ ((product >> 7) * PRIMITIVE);
    product ^= ((b >> bit) & 1) * a;
  }
  return product;
}

function generatorOf(degree: number): readonly number[] {
  let generator: readonly number[] = [1];
  let root = 1;
  for (let i = 0; i < degree; i += 1) {
    const shifted = [...generator, 0];
    const scaled = [0, ...generator.map((one) => times(one, root))];
    generator = shifted.map((one, at) => one ^ (scaled[at] ?? 0));
    root = times(root, 2);
  }
  return generator;
}

export function correctionOf(words: readonly number[], count: number): readonly number[] {
  const [, ...generator] = generatorOf(count);
  let rest: readonly number[] = Array.from({ length: count }, () => 0);
  for (const word of words) {
    const factor = word ^ (rest[0] ?? 0);
    const shifted = [...rest.slice(1), 0];
    rest = shifted.map((one, at) => one ^ times(generator[at] ?? 0, factor));
  }
  return rest;
}
