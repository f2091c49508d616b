import './options.css';
import { createRoot } from 'react-dom/client';
import { browserApi } from './api.js';
import { openShelf } from './designer/shelf.js';
import { OptionsApp } from './options/app.js';

const place = document.getElementById('options');
if (place) {
  const shelf = await openShelf();
  createRoot(place).render(<OptionsApp api={browserApi()} shelf={shelf} />);
}
