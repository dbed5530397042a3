/**
 * Told to listen, it tells once when a sample comes that is not digital silence, with the wall clock (ms) of that
 * moment; then it is done.
 */
class FirstAudio extends AudioWorkletProcessor {
  constructor() {
    super();
    this.listening = false;
    this.port.onmessage = () => {
      this.listening = true;
    };
  }

  process([input]) {
    if (!this.listening) return true;
    for (const channel of input ?? [])
      for (const sample of channel)
        if (sample !== 0) {
          this.port.postMessage(Date.now());
          return false;
        }
    return true;
  }
}

registerProcessor('first-audio', FirstAudio);
