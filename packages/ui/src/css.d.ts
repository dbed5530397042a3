/** CSS Modules: class names by their local name. */
declare module '*.module.css' {
  const classes: Readonly<Record<string, string>>;
  export default classes;
}
declare module '*.css' {}
declare module '@fontsource-variable/inter' {}
