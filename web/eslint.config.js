import js from '@eslint/js';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['node_modules'] },
  js.configs.recommended,
  {
    files: ['src/**/*.{ts,tsx}', 'bench/**/*.tsx'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { 'react-hooks': reactHooks, 'jsx-a11y': jsxA11y },
    rules: {
      ...reactHooks.configs.recommended.rules,
      ...jsxA11y.flatConfigs.strict.rules,
      // A box that scrolls must be reachable by keyboard: a named region with a tab stop.
      'jsx-a11y/no-noninteractive-tabindex': ['error', { roles: ['region', 'slider'], tags: ['main'] }],
      'jsx-a11y/label-has-associated-control': ['error', { controlComponents: ['DateInput'] }],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
    },
  },
  { files: ['**/*.mjs', '*.config.js'], languageOptions: { globals: globals.node } },
  // What page.evaluate takes along runs in the browser.
  { files: ['**/e2e/**/*.mjs', '**/bench/web.mjs'], languageOptions: { globals: globals.browser } },
  { files: ['public/*.js'], languageOptions: { globals: globals.browser } },
);
