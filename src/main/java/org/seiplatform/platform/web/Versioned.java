package org.seiplatform.platform.web;

/** A resource that counts its changes; the count is its entity tag. */
public interface Versioned {

    long version();
}
