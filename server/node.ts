import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { serve } from './node-server.js';

// The client's command line says how to talk: --stdio, --node-ipc or --socket=<port>.
serve(createConnection(ProposedFeatures.all));
