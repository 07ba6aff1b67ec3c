import { Element, html, nothing } from '../element.js';
import { t } from '../messages/messages.js';
import '../camera/camera-view.js';

/**
 * A place for pictures: dropped, chosen, or taken by the camera.
 *
 * @fires pictures with the files as its detail
 */
class PictureChoice extends Element {
  static properties = {
    label: {}, several: { type: Boolean }, camera: { state: true }, over: { state: true }, withoutCamera: { type: Boolean },
  };

  render() {
    return html`
      <div class="drop ${this.over ? 'over' : ''}" @dragover=${this.dragOver} @dragleave=${() => (this.over = false)} @drop=${this.drop}>
        ${this.camera
          ? html`<facegate-camera @taken=${this.taken} @closed=${() => (this.camera = false)}></facegate-camera>`
          : html`<p>${this.label ?? t('picture.drop')}</p>
            <div class="row">
              <label class="button">${this.several ? t('enrol.choose') : t('picture.choose')}
                <input class="hidden" type="file" accept="image/*" ?multiple=${this.several} @change=${this.choose}></label>
              ${this.withoutCamera ? nothing
                : html`<button type="button" class="quiet" @click=${() => (this.camera = true)}>${t('picture.camera')}</button>`}
            </div>`}
      </div>`;
  }

  dragOver(event) {
    event.preventDefault();
    this.over = true;
  }

  drop(event) {
    event.preventDefault();
    this.over = false;
    this.give([...event.dataTransfer.files]);
  }

  choose(event) {
    this.give([...event.target.files]);
    event.target.value = '';
  }

  taken(event) {
    this.camera = false;
    this.give([event.detail]);
  }

  give(files) {
    if (files.length) this.dispatchEvent(new CustomEvent('pictures', { detail: this.several ? files : [files[0]] }));
  }
}

customElements.define('facegate-picture-choice', PictureChoice);
