/** The API of repositories. */
@NullMarked
package org.seiplatform.coderepo.web;

import org.jspecify.annotations.NullMarked;
