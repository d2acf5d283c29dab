/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One row of what would come over: nothing does that a person did not see and leave selected. */

#include "config.h"

#include "phone-import-item-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _PhoneImportItem
{
  GObject parent_instance;

  PhoneImportAccount *account; /* NULL: it is none */
  PhoneImportKind kind;
  char *title;
  char *subtitle;
  char **notes;
  gboolean known;
  gboolean needs_password;
  gboolean selected;
};

G_DEFINE_FINAL_TYPE (PhoneImportItem, phone_import_item, G_TYPE_OBJECT)

enum
{
  PROP_SELECTED = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
phone_import_item_get_property (GObject    *object,
                                guint       id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  if (id == PROP_SELECTED)
    g_value_set_boolean (value, PHONE_IMPORT_ITEM (object)->selected);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
phone_import_item_set_property (GObject      *object,
                                guint         id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  if (id == PROP_SELECTED)
    phone_import_item_set_selected (PHONE_IMPORT_ITEM (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
phone_import_item_finalize (GObject *object)
{
  PhoneImportItem *self = PHONE_IMPORT_ITEM (object);

  g_clear_pointer (&self->account, phone_import_account_free);
  g_free (self->title);
  g_free (self->subtitle);
  g_strfreev (self->notes);
  G_OBJECT_CLASS (phone_import_item_parent_class)->finalize (object);
}

static void
phone_import_item_class_init (PhoneImportItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = phone_import_item_get_property;
  object_class->set_property = phone_import_item_set_property;
  object_class->finalize = phone_import_item_finalize;
  props[PROP_SELECTED] = g_param_spec_boolean ("selected", NULL, NULL, FALSE,
                                               G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
phone_import_item_init (PhoneImportItem *self)
{
}

/*< private >
 * phone_import_item_new:
 * @kind: people or calls
 * @title: how many
 * @subtitle: which
 *
 * Returns: (transfer full): a row, selected
 */
PhoneImportItem *
phone_import_item_new (PhoneImportKind  kind,
                       const char      *title,
                       const char      *subtitle)
{
  PhoneImportItem *self = g_object_new (PHONE_TYPE_IMPORT_ITEM, NULL);

  self->kind = kind;
  self->title = g_strdup (title);
  self->subtitle = g_strdup (subtitle);
  self->notes = g_new0 (char *, 1);
  self->selected = TRUE;
  return self;
}

static char **
copy_notes (const PhoneImportAccount *account,
            gboolean                  known)
{
  g_autoptr (GStrvBuilder) notes = g_strv_builder_new ();

  if (known)
    g_strv_builder_add (notes, _("This account is here already."));
  for (guint n = 0; !known && n < account->notes->len; n++)
    g_strv_builder_add (notes, g_ptr_array_index (account->notes, n));
  return g_strv_builder_end (notes);
}

/*< private >
 * phone_import_item_new_account:
 * @account: (transfer full): an account
 * @known: whether there is one with its address here
 *
 * Returns: (transfer full): a row, selected when it is new
 */
PhoneImportItem *
phone_import_item_new_account (PhoneImportAccount *account,
                               gboolean            known)
{
  PhoneImportItem *self = phone_import_item_new (PHONE_IMPORT_KIND_ACCOUNT, account->address,
                                                 account->display_name != NULL ? account->display_name : "");

  g_strfreev (self->notes);
  self->account = account;
  self->notes = copy_notes (account, known);
  self->known = known;
  self->needs_password = account->password == NULL;
  self->selected = !known;
  return self;
}

/*< private >
 * phone_import_item_get_account:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the account it is
 */
const PhoneImportAccount *
phone_import_item_get_account (PhoneImportItem *self)
{
  return self->account;
}

/*< private >
 * phone_import_item_is_ready:
 * @self: a row
 *
 * Returns: whether it can come over as it is
 */
gboolean
phone_import_item_is_ready (PhoneImportItem *self)
{
  return !self->known && (self->account == NULL || self->account->password != NULL);
}

/**
 * phone_import_item_get_kind:
 * @self: a row
 *
 * Returns: what it is
 */
PhoneImportKind
phone_import_item_get_kind (PhoneImportItem *self)
{
  g_return_val_if_fail (PHONE_IS_IMPORT_ITEM (self), PHONE_IMPORT_KIND_ACCOUNT);

  return self->kind;
}

/**
 * phone_import_item_get_title:
 * @self: a row
 *
 * Returns: (transfer none): an address, or how many
 */
const char *
phone_import_item_get_title (PhoneImportItem *self)
{
  g_return_val_if_fail (PHONE_IS_IMPORT_ITEM (self), NULL);

  return self->title;
}

/**
 * phone_import_item_get_subtitle:
 * @self: a row
 *
 * Returns: (transfer none): more about it; ""
 */
const char *
phone_import_item_get_subtitle (PhoneImportItem *self)
{
  g_return_val_if_fail (PHONE_IS_IMPORT_ITEM (self), NULL);

  return self->subtitle;
}

/**
 * phone_import_item_get_notes:
 * @self: a row
 *
 * Returns: (transfer none): what does not come along, a sentence each
 */
const char *const *
phone_import_item_get_notes (PhoneImportItem *self)
{
  g_return_val_if_fail (PHONE_IS_IMPORT_ITEM (self), NULL);

  return (const char *const *) self->notes;
}

/**
 * phone_import_item_is_known:
 * @self: a row
 *
 * Returns: whether it is here already
 */
gboolean
phone_import_item_is_known (PhoneImportItem *self)
{
  g_return_val_if_fail (PHONE_IS_IMPORT_ITEM (self), FALSE);

  return self->known;
}

/**
 * phone_import_item_needs_password:
 * @self: a row
 *
 * Returns: whether it is a new account whose password has to be asked for
 */
gboolean
phone_import_item_needs_password (PhoneImportItem *self)
{
  g_return_val_if_fail (PHONE_IS_IMPORT_ITEM (self), FALSE);

  return self->needs_password && !self->known;
}

/**
 * phone_import_item_set_password:
 * @self: a row that needs one
 * @password: what a person typed; "": nothing
 *
 * Gives the account its password.
 */
void
phone_import_item_set_password (PhoneImportItem *self,
                                const char      *password)
{
  g_return_if_fail (PHONE_IS_IMPORT_ITEM (self));
  g_return_if_fail (self->account != NULL);

  if (self->account->password != NULL)
    explicit_bzero (self->account->password, strlen (self->account->password));
  g_free (self->account->password);
  self->account->password = *password != '\0' ? g_strdup (password) : NULL;
}

/**
 * phone_import_item_is_selected:
 * @self: a row
 *
 * Returns: whether it shall come over
 */
gboolean
phone_import_item_is_selected (PhoneImportItem *self)
{
  g_return_val_if_fail (PHONE_IS_IMPORT_ITEM (self), FALSE);

  return self->selected;
}

/**
 * phone_import_item_set_selected:
 * @self: a row
 * @selected: whether it shall come over
 *
 * Selects it, unless it is here already.
 */
void
phone_import_item_set_selected (PhoneImportItem *self,
                                gboolean         selected)
{
  g_return_if_fail (PHONE_IS_IMPORT_ITEM (self));

  if (self->known || self->selected == selected)
    return;
  self->selected = selected;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SELECTED]);
}
