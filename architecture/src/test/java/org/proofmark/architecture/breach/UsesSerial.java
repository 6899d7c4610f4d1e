package org.proofmark.architecture.breach;

import com.fazecast.jSerialComm.SerialPort;

/// Breaks a rule on purpose: see RulesTest.
public record UsesSerial(SerialPort port) {}
