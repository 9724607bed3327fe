/** Hand-written: neither package has typings. Only what is called here is declared. */
declare module '@echogarden/fvad-wasm' {
  interface FvadModule {
    /** Replaced when the memory grows: read it anew for every access. */
    readonly HEAP16: Int16Array;
    _malloc(bytes: number): number;
    _free(pointer: number): void;
    _fvad_new(): number;
    _fvad_free(instance: number): void;
    _fvad_reset(instance: number): void;
    _fvad_set_mode(instance: number, mode: number): number;
    _fvad_set_sample_rate(instance: number, sampleRate: number): number;
    _fvad_process(instance: number, frame: number, sampleCount: number): number;
  }
  const load: () => Promise<FvadModule>;
  export { load as default };
}

declare module '@echogarden/speex-resampler-wasm/simd' {
  interface SpeexModule {
    /** Replaced when the memory grows: read them anew for every access. */
    readonly HEAP16: Int16Array;
    readonly HEAP32: Int32Array;
    _malloc(bytes: number): number;
    _free(pointer: number): void;
    _speex_resampler_init(channels: number, inputRate: number, outputRate: number, quality: number, error: number): number;
    _speex_resampler_destroy(state: number): void;
    _speex_resampler_get_input_latency(state: number): number;
    _speex_resampler_process_int(
      state: number,
      channel: number,
      input: number,
      inputLength: number,
      output: number,
      outputLength: number,
    ): number;
  }
  const load: () => Promise<SpeexModule>;
  export { load as default };
}
