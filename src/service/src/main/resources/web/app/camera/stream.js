import { Told } from '../told.js';

const REASONS = { NotAllowedError: 'camera.refused', NotFoundError: 'camera.missing', OverconstrainedError: 'camera.missing', NotReadableError: 'camera.busy' };

/** The camera of the browser. */
export async function open(deviceId) {
  if (!navigator.mediaDevices) throw new Told('camera.insecure');
  const video = { width: { ideal: 1280 }, height: { ideal: 720 }, ...(deviceId ? { deviceId: { exact: deviceId } } : { facingMode: 'user' }) };
  try {
    return await navigator.mediaDevices.getUserMedia({ video, audio: false });
  } catch (error) {
    throw new Told(REASONS[error.name] ?? 'camera.missing');
  }
}

export const close = stream => stream?.getTracks().forEach(track => track.stop());

/** Cameras have names only once one of them may be used. */
export const cameras = async () =>
  (await navigator.mediaDevices.enumerateDevices()).filter(({ kind }) => kind === 'videoinput');

/** What the camera sees now, as a JPEG. */
export async function picture(video) {
  const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
  canvas.getContext('2d').drawImage(video, 0, 0);
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.92 });
  return new File([blob], 'camera.jpg', { type: 'image/jpeg' });
}
