import { createRoot } from 'react-dom/client';

const place = document.getElementById('panel');
if (place) createRoot(place).render(<h1>Keytrace</h1>);
