import './options.css';
import { createRoot } from 'react-dom/client';

const place = document.getElementById('options');
if (place) createRoot(place).render(<h1>Keytrace options</h1>);
