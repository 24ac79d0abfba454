/** Imports the history of a git repository: its commits, and its release tags as deployments. */
@NullMarked
package org.seiplatform.source.git;

import org.jspecify.annotations.NullMarked;
