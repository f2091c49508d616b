// What T5 measures against; the product itself is linted by Biome.
import yml from 'eslint-plugin-yml';

export default yml.configs['flat/recommended'];
