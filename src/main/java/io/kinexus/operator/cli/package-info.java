/** The command line: words in, text or JSON out, exit codes of the contract. */
@NullMarked
package io.kinexus.operator.cli;

import org.jspecify.annotations.NullMarked;
