/**
 * What guests are installed from: a catalogue of systems and their media, and the directory on a host where media are kept.
 *
 * <p>{@link io.vmm4j.VmmHost#media()} is the way in. A medium gets its name on the host when it has been verified, and not before.
 */
@NullMarked
package io.vmm4j.media;

import org.jspecify.annotations.NullMarked;
