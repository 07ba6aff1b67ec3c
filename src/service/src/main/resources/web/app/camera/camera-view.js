import { Element, html, nothing } from '../element.js';
import { t } from '../messages/messages.js';
import { Told } from '../told.js';
import { cameras, close, open, picture } from './stream.js';

const OVAL = { height: 90, x: 22, y: 31 };

/**
 * The camera's picture with an oval to look into, the choice of a camera, and a way to take a picture.
 *
 * @fires taken with the picture as its detail
 * @fires closed
 */
class CameraView extends Element {
  static properties = { devices: { state: true }, shape: { state: true }, hint: {}, withoutShutter: { type: Boolean } };

  connectedCallback() {
    super.connectedCallback();
    this.start();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    close(this.stream);
  }

  async start(device) {
    close(this.stream);
    this.problem = null;
    try {
      this.stream = await open(device);
      if (!this.isConnected) {
        close(this.stream);
        return;
      }
      this.device = this.stream.getVideoTracks()[0].getSettings().deviceId;
      this.devices = await cameras();
      await this.updateComplete;
      this.video.srcObject = this.stream;
    } catch (error) {
      if (!(error instanceof Told)) throw error;
      this.problem = error;
    }
  }

  get video() {
    return this.querySelector('video');
  }

  /** What the camera sees now; null while it doesn't see anything. */
  async look() {
    return this.video?.videoWidth ? picture(this.video) : null;
  }

  render() {
    if (this.problem) return html`${this.problemText()}
      <div class="row">
        <button type="button" @click=${() => this.start()}>${t('retry')}</button>
        <button type="button" class="quiet" @click=${this.end}>${t('close')}</button>
      </div>`;
    return html`
      <div class="camera">
        <video autoplay playsinline muted aria-label=${t('camera.preview')} @loadedmetadata=${this.fit}></video>
        <svg viewBox="0 0 ${OVAL.height * (this.shape ?? 16 / 9)} ${OVAL.height}" aria-hidden="true">
          <ellipse cx="50%" cy="48%" rx=${OVAL.x} ry=${OVAL.y}></ellipse></svg>
        ${this.hint ? html`<p class="hint" role="status">${this.hint}</p>` : nothing}
      </div>
      <div class="row">
        ${this.devices?.length > 1 ? html`<label>${t('camera.picker')}
          <select @change=${event => this.start(event.target.value)}>${this.devices.map(({ deviceId, label }) => html`
            <option value=${deviceId} ?selected=${deviceId === this.device}>${label}</option>`)}</select></label>` : nothing}
        ${this.withoutShutter ? nothing : html`<button type="button" @click=${this.take}>${t('picture.take')}</button>`}
        <button type="button" class="quiet" @click=${this.end}>${t('camera.stop')}</button>
      </div>`;
  }

  /** Phones are held upright, and so is what their cameras see. */
  fit({ target: { videoWidth, videoHeight, parentElement } }) {
    this.shape = videoWidth / videoHeight;
    parentElement.style.aspectRatio = this.shape;
  }

  async take() {
    const taken = await this.look();
    if (taken) this.dispatchEvent(new CustomEvent('taken', { detail: taken }));
  }

  end() {
    close(this.stream);
    this.dispatchEvent(new Event('closed'));
  }
}

customElements.define('facegate-camera', CameraView);
