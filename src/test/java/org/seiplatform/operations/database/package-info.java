/** Shows that the database is kept as the shipped files say: backups, recovery, failover, pooling, settings, privileges. */
@NullMarked
package org.seiplatform.operations.database;

import org.jspecify.annotations.NullMarked;
