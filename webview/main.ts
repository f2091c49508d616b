import { frameHost, pageHost, vscodeHost } from './host.js';
import { mount } from './mount.js';
import './style/style.css';

export { frameHost, mount, pageHost, vscodeHost };

/** A page that allows no script of its own marks the element, and the graph mounts itself: `data-keytrace="vscode"`. */
const marked = document.querySelector<HTMLElement>('[data-keytrace="vscode"]');
if (marked) mount(marked, vscodeHost());
