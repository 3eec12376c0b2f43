/** How ISO 9660 images are laid out: ECMA-119, with names by the Rock Ridge Interchange Protocol and by Joliet. */
@NullMarked
package io.vmm4j.disk.iso.internal;

import org.jspecify.annotations.NullMarked;
