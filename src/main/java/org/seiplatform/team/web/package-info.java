/** The API of teams, their members and their repositories. */
@NullMarked
package org.seiplatform.team.web;

import org.jspecify.annotations.NullMarked;
