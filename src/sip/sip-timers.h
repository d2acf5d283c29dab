/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* RFC 3261 §17.1.1.1 and Table 4. A 2xx and its ACK keep to the same times, though the user sends them
 * (§13). */
#define SIP_T1_MS 500  /* a round trip, estimated */
#define SIP_T2_MS 4000 /* the longest pause between two sendings of one message */
#define SIP_T4_MS 5000 /* the longest life of a message in the network */
#define SIP_TRANSACTION_LIFETIME_MS (64 * SIP_T1_MS)
