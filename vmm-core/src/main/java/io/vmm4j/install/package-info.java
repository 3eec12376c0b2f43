/**
 * Systems put onto new VMs. {@link io.vmm4j.install.SerialConsole} is the dialogue with a guest that has nothing but its serial line
 * yet: questions waited for and answered, progress followed, files typed over block by block.
 */
@NullMarked
package io.vmm4j.install;

import org.jspecify.annotations.NullMarked;
