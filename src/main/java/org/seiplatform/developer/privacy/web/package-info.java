/** The API of export and erasure. */
@NullMarked
package org.seiplatform.developer.privacy.web;

import org.jspecify.annotations.NullMarked;
