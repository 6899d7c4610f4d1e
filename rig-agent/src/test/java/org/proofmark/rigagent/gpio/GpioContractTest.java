package org.proofmark.rigagent.gpio;

import org.proofmark.rigagent.gpio.GpioContract.Promise;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/// The contract with Pi4J's mock. The kernel's lines keep it in `GpioOnAChipTest`.
public class GpioContractTest {
    @DataProvider
    public static Object[][] promises() {
        return GpioContract.promises().stream()
                .map(promise -> new Object[] {promise})
                .toArray(Object[][]::new);
    }

    @Test(dataProvider = "promises")
    public void theMockKeepsTheContract(Object promise) throws InterruptedException {
        ((Promise) promise).body().keep(new MockChip());
    }
}
