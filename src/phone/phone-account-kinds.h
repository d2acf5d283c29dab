/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Private to the room: where an account lives, and how it stands with its server. */

typedef enum
{
  PHONE_ACCOUNT_KIND_KEPT,      /* in the key file, its secret in the keyring */
  PHONE_ACCOUNT_KIND_TRANSIENT, /* in memory alone */
  PHONE_ACCOUNT_KIND_PRACTICE,  /* in memory alone, at the practice exchange */
} PhoneAccountKind;

/* The way to the server, from go_online() to the end of go_offline(). */
typedef enum
{
  PHONE_LINE_NONE,
  PHONE_LINE_UP,      /* connection, agent and registerer exist */
  PHONE_LINE_CLOSING, /* they still do, saying goodbye */
} PhoneLine;
