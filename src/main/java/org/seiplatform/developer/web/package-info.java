/** The API of developers and their identities. */
@NullMarked
package org.seiplatform.developer.web;

import org.jspecify.annotations.NullMarked;
