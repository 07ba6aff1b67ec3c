import { Element, html, nothing } from '../element.js';
import { api, Problem } from '../api.js';
import { answerOf } from '../told.js';
import { count, t } from '../messages/messages.js';

const EVERY_MILLISECONDS = 1_000;

/** A gallery into a file and back. */
class TransferView extends Element {
  static properties = { gallery: {}, said: { state: true } };

  render() {
    return html`
      <div class="halves">
        <div><h3>${t('transfer.export')}</h3><p class="faint">${t('transfer.export.hint')}</p>
          <button ?disabled=${this.busy} @click=${this.export}>${t('transfer.export')}</button></div>
        <div><h3>${t('transfer.import')}</h3><p class="faint">${t('transfer.import.hint')}</p>
          <label class="button">${t('transfer.import')}
            <input class="hidden" type="file" accept=".jsonl,.ndjson,application/x-ndjson" ?disabled=${this.busy} @change=${this.import}></label></div>
      </div>
      ${this.said ? html`<p role="status">${this.said}</p>` : nothing}
      ${this.problemText()}`;
  }

  export() {
    return this.attempt(async () => {
      const lines = await api.exportGallery(this.gallery);
      const parts = [];
      let bytes = 0;
      for (const reader = lines.getReader(); ;) {
        const { done, value } = await answerOf(reader.read());
        if (done) break;
        parts.push(value);
        bytes += value.length;
        this.said = t('transfer.exported', { bytes: count(bytes) });
      }
      save(new Blob(parts, { type: 'application/x-ndjson' }), `${this.gallery}.jsonl`);
    });
  }

  import(event) {
    const [file] = event.target.files;
    event.target.value = '';
    return this.attempt(async () => {
      const { status, value } = await api.importGallery(this.gallery, file);
      const brought = status === 202 ? await this.finished(value.job_id) : value;
      this.said = t('transfer.imported', {
        identities: count(brought.identities), templates: count(brought.templates), existing: count(brought.existing_identities),
      });
    });
  }

  async finished(id) {
    for (;;) {
      const job = await api.job(id);
      if (job.state === 'failed') throw new Problem(422, job.result);
      if (job.state !== 'running') return job.result;
      this.said = t('transfer.running', { identities: count(job.identities), templates: count(job.templates) });
      await new Promise(resolve => setTimeout(resolve, EVERY_MILLISECONDS));
    }
  }
}

function save(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href));
}

customElements.define('facegate-transfer', TransferView);
