/** What somebody before a camera should do, by what the service found in the picture: a message's name. */
const LEAST_HEIGHT = 0.3;
const MOST_HEIGHT = 0.75;
const MOST_OFF_CENTRE = 0.15;
const MOST_TURNED = 0.25;
const DARK = 60;
const BRIGHT = 215;

/**
 * @param found what /v1/detect answered
 * @param brightness of the face, 0 to 255
 * @returns 'guide.hold' when the picture is good
 */
export function guidance({ faces, width, height }, brightness) {
  if (!faces.length) return 'guide.search';
  const largest = faces.reduce((a, b) => (area(a.box) >= area(b.box) ? a : b));
  if (faces.some(face => face !== largest && area(face.box) > area(largest.box) / 3)) return 'guide.alone';
  const { box, landmarks } = largest;
  const share = (box.bottom - box.top) / height;
  if (share < LEAST_HEIGHT) return 'guide.closer';
  if (share > MOST_HEIGHT) return 'guide.farther';
  const off = Math.hypot((box.left + box.right) / 2 / width - 0.5, (box.top + box.bottom) / 2 / height - 0.48);
  if (off > MOST_OFF_CENTRE) return 'guide.centre';
  if (Math.abs(turned(landmarks)) > MOST_TURNED) return 'guide.turn';
  if (brightness < DARK) return 'guide.light';
  if (brightness > BRIGHT) return 'guide.bright';
  return 'guide.hold';
}

export const area = ({ left, top, right, bottom }) => (right - left) * (bottom - top);

/** How far the nose is from the middle of the eyes, in distances between them: 0 straight ahead. */
const turned = ({ left_eye: left, right_eye: right, nose }) =>
  (nose.x - (left.x + right.x) / 2) / Math.max(1, Math.hypot(right.x - left.x, right.y - left.y));

/** Mean brightness of a part of a picture, 0 to 255. */
export async function brightnessOf(file, { left, top, right, bottom }) {
  const SIDE = 16;
  const bitmap = await createImageBitmap(file);
  const context = new OffscreenCanvas(SIDE, SIDE).getContext('2d');
  context.drawImage(bitmap, left, top, right - left, bottom - top, 0, 0, SIDE, SIDE);
  bitmap.close();
  const { data } = context.getImageData(0, 0, SIDE, SIDE);
  let sum = 0;
  for (let i = 0; i < data.length; i += 4) sum += 0.299 * data[i] + 0.587 * data[i + 1] + 0.114 * data[i + 2];
  return sum / (SIDE * SIDE);
}
