/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-import-bundle-private.h"
#include "phone-import-ini.h"

G_BEGIN_DECLS

/* Private to the room: what each telephone writes. Every one of these adds what it finds to a bundle, and takes nothing of
 * what makes no sense; rows (GStrv) are in the order of the query beside them. */

/* GNOME Calls: sip-account.cfg, records.db. */
#define PHONE_IMPORT_GNOME_CALLS \
  "SELECT target, inbound, start, answered, end FROM calls ORDER BY id DESC"
void phone_import_gnome_read_accounts    (PhoneImportBundle *bundle,
                                          const char        *data,
                                          gsize              length);
void phone_import_gnome_read_calls       (PhoneImportBundle *bundle,
                                          GPtrArray         *rows);

/* Linphone: linphonerc, friends as cards, past calls. */
#define PHONE_IMPORT_LINPHONE_FRIENDS_NEW "SELECT v_card FROM friend WHERE v_card IS NOT NULL"
#define PHONE_IMPORT_LINPHONE_FRIENDS_OLD "SELECT vCard FROM friends WHERE vCard IS NOT NULL"
#define PHONE_IMPORT_LINPHONE_CALLS_NEW \
  "SELECT f.value, t.value, c.direction, c.duration, c.start_time, c.status FROM conference_call c" \
  " JOIN sip_address f ON f.id = c.from_sip_address_id JOIN sip_address t ON t.id = c.to_sip_address_id" \
  " ORDER BY c.id DESC"
#define PHONE_IMPORT_LINPHONE_CALLS_OLD \
  "SELECT caller, callee, direction, duration, start_time, status FROM call_history ORDER BY id DESC"
void phone_import_linphone_read_config   (PhoneImportBundle *bundle,
                                          const char        *data,
                                          gsize              length);
void phone_import_linphone_take_config   (PhoneImportBundle *bundle,
                                          PhoneImportIni    *config);
void phone_import_linphone_read_friends  (PhoneImportBundle *bundle,
                                          GPtrArray         *rows);
void phone_import_linphone_read_calls    (PhoneImportBundle *bundle,
                                          GPtrArray         *rows);

/* Twinkle: a profile (NAME.cfg), twinkle.ab, twinkle.ch. Profiles first: the calls name them. */
void phone_import_twinkle_read_profile   (PhoneImportBundle *bundle,
                                          const char        *name,
                                          const char        *data,
                                          gsize              length);
void phone_import_twinkle_read_people    (PhoneImportBundle *bundle,
                                          const char        *data,
                                          gsize              length);
void phone_import_twinkle_read_calls     (PhoneImportBundle *bundle,
                                          const char        *data,
                                          gsize              length);

/* MicroSIP: microsip.ini with the past calls in it, Contacts.xml. */
void phone_import_microsip_read_settings (PhoneImportBundle *bundle,
                                          const char        *data,
                                          gsize              length);
void phone_import_microsip_read_people   (PhoneImportBundle *bundle,
                                          const char        *data,
                                          gsize              length);

G_END_DECLS
