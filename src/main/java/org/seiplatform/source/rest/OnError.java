package org.seiplatform.source.rest;

/** What to do with the valid events of a request that has others, too. */
enum OnError {
    /** Store nothing. */
    ABORT,
    /** Store them, and report the others. */
    CONTINUE
}
