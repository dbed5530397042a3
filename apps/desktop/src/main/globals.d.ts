/** Version of the Electron that the product ships on; the build writes it in. */
declare const __SHIPPED_ELECTRON__: string;
