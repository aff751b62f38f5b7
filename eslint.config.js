import vueI18n from '@intlify/eslint-plugin-vue-i18n';
import vue from 'eslint-plugin-vue';
import accessibility from 'eslint-plugin-vuejs-accessibility';
import typescript from 'typescript-eslint';

const tableRoles = {
  table: ['table'],
  thead: ['rowgroup'],
  tbody: ['rowgroup'],
  tfoot: ['rowgroup'],
  tr: ['row'],
  th: ['columnheader', 'rowheader'],
  td: ['cell'],
};

/** oxlint reads the TypeScript and oxfmt sets the layout; what is left for ESLint are the templates of the components. */
export default [
  { ignores: ['**/dist/**', '**/*.{ts,js,mjs}'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  ...vue.configs['flat/recommended'],
  ...accessibility.configs['flat/recommended'],
  ...vueI18n.configs.base,
  {
    files: ['**/*.vue'],
    languageOptions: { parserOptions: { parser: typescript.parser } },
    rules: {
      '@intlify/vue-i18n/no-raw-text': [
        'error',
        {
          // Glyphs and punctuation are the same in every language.
          ignorePattern: '^[^\\p{Letter}]*$',
          attributes: { '/.+/': ['alt', 'aria-label', 'aria-description', 'aria-placeholder', 'label', 'placeholder', 'title'] },
        },
      ],
      'vuejs-accessibility/form-control-has-label': ['error', { labelComponents: ['FieldFrame', 'ChoiceFrame'] }],
      'vuejs-accessibility/label-has-for': ['error', { required: { some: ['nesting', 'id'] } }],
      // A table that style lays out as blocks or grids loses its role unless it is said again.
      'vuejs-accessibility/no-redundant-roles': ['error', tableRoles],
      // A room's folder gives the context that a second word would.
      'vue/multi-word-component-names': 'off',
      // What an optional prop is without a value, its type says.
      'vue/require-default-prop': 'off',
      // Layout is oxfmt's.
      'vue/html-closing-bracket-newline': 'off',
      'vue/html-indent': 'off',
      'vue/html-self-closing': 'off',
      'vue/max-attributes-per-line': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'max-lines': ['error', { max: 350 }],
    },
  },
];
