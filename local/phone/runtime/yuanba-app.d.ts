declare module 'yuanba:app' {
  type AppModule = import('./app-module').AppModule;
  export const json: AppModule['json'];
  export const theme: AppModule['theme'];
  export const pages: AppModule['pages'];
  export const units: AppModule['units'];
  export const sheets: AppModule['sheets'];
  export const templates: AppModule['templates'];
  export const scripts: AppModule['scripts'];
}
