// What every page has. Each works without the others, and the page without all of them.
import './toast.js';
import './dialog.js';
import './copy.js';
import './forms.js';
import './kept.js';
