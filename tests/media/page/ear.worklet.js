/** Hands on what it hears, 16 bit, 100 ms at a time. */
class EarProcessor extends AudioWorkletProcessor {
  constructor() {
    super();
    this.samples = new Int16Array(sampleRate / 10);
    this.at = 0;
  }
  process([input]) {
    for (const sample of input?.[0] ?? []) {
      this.samples[this.at++] = Math.round(Math.max(-1, Math.min(1, sample)) * 32767);
      if (this.at === this.samples.length) {
        this.port.postMessage(this.samples);
        this.at = 0;
      }
    }
    return true;
  }
}

registerProcessor('ear', EarProcessor);
