/** ISO 9660 images as a guest's kernel reads them; written against ECMA-119 and Rock Ridge, not against what the SDK writes. */
@NullMarked
package io.vmm4j.testkit.internal.iso;

import org.jspecify.annotations.NullMarked;
