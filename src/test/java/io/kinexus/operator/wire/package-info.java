/** The kinds and whole environments on a server over HTTP that nobody here wrote. */
package io.kinexus.operator.wire;
