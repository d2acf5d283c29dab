/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-import-bundle-private.h"

G_BEGIN_DECLS

/* Private to the room: accounts that somebody offers, as Linphone's XML or as JSON of ours; FALSE: it is neither. */
gboolean phone_provision_read      (PhoneImportBundle  *bundle,
                                    const char         *text,
                                    GError            **error);
gboolean phone_provision_read_xml  (PhoneImportBundle  *bundle,
                                    const char         *text,
                                    GError            **error);
gboolean phone_provision_read_json (PhoneImportBundle  *bundle,
                                    const char         *text,
                                    GError            **error);

G_END_DECLS
