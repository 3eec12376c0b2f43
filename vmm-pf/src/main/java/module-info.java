/** Host networking for virtual machines: pf(4), bridges and addresses. */
module io.vmm4j.pf {
    requires transitive io.vmm4j.core;
    requires static transitive org.jspecify;
    requires com.fasterxml.jackson.databind;

    exports io.vmm4j.pf;
}
