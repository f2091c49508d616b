// The smallest page around the graph: it keeps what the graph says, and the test says what the host would.
window.heard = [];
window.violations = [];
document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
  window.violations.push(`${violatedDirective} ${blockedURI}`);
});
window.host = window.keytrace.pageHost((message) => window.heard.push(message));
window.mounted = window.keytrace.mount(document.querySelector('#graph'), window.host);
