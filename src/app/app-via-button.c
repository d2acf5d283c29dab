/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: who has several addresses is one conversation, but a message goes to one of them, and one should see to
 * which before it is sent. */

#include "app-via-button.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-closures.h"

struct _AppViaButton
{
  AdwBin parent_instance;

  GtkMenuButton *button;
  GtkLabel *label;
  PhoneConversation *conversation;
};

G_DEFINE_FINAL_TYPE (AppViaButton, app_via_button, ADW_TYPE_BIN)

enum
{
  PROP_CONVERSATION = 1,
  PROP_ADDRESS,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static const char *
get_address (AppViaButton *self)
{
  return self->conversation != NULL ? phone_conversation_get_address (self->conversation) : "";
}

static GMenuModel *
make_menu (PhoneConversation *conversation)
{
  GMenu *menu = g_menu_new ();

  for (guint n = 0; n < phone_conversation_get_n_addresses (conversation); n++)
    {
      const char *address = phone_conversation_get_nth_address (conversation, n);
      g_autofree char *plain = app_closures_plain_address (address);
      g_auto (GStrv) parts = g_strsplit (plain, "_", -1);
      g_autofree char *escaped = g_strjoinv ("__", parts); /* an underline would be taken for a key */
      g_autoptr (GMenuItem) item = g_menu_item_new (escaped, NULL);

      g_menu_item_set_action_and_target (item, "via.address", "s", address);
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}

static void
update (AppViaButton *self)
{
  g_autofree char *plain = app_closures_name (NULL, get_address (self));
  /* Translators: through which of somebody's addresses the next message goes; %s is an address. */
  g_autofree char *words = g_strdup_printf (_("Via %s"), plain);
  gboolean several = self->conversation != NULL && phone_conversation_get_n_addresses (self->conversation) > 1;
  g_autoptr (GMenuModel) menu = several ? make_menu (self->conversation) : NULL;

  gtk_label_set_label (self->label, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_menu_button_set_menu_model (self->button, menu);
  gtk_widget_set_visible (GTK_WIDGET (self), several);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ADDRESS]);
}

static void
set_conversation (AppViaButton      *self,
                  PhoneConversation *conversation)
{
  if (!g_set_object (&self->conversation, conversation))
    return;

  if (conversation != NULL)
    g_signal_connect_object (conversation, "notify::address", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
app_via_button_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  AppViaButton *self = APP_VIA_BUTTON (object);

  switch (id)
    {
    case PROP_CONVERSATION:
      g_value_set_object (value, self->conversation);
      break;
    case PROP_ADDRESS:
      g_value_set_string (value, get_address (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_via_button_set_property (GObject      *object,
                             guint         id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  AppViaButton *self = APP_VIA_BUTTON (object);

  switch (id)
    {
    case PROP_CONVERSATION:
      set_conversation (self, g_value_get_object (value));
      break;
    case PROP_ADDRESS:
      if (self->conversation != NULL && g_value_get_string (value) != NULL)
        phone_conversation_choose_address (self->conversation, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_via_button_dispose (GObject *object)
{
  g_clear_object (&APP_VIA_BUTTON (object)->conversation);
  G_OBJECT_CLASS (app_via_button_parent_class)->dispose (object);
}

static void
app_via_button_class_init (AppViaButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = app_via_button_get_property;
  object_class->set_property = app_via_button_set_property;
  object_class->dispose = app_via_button_dispose;

  /**
   * AppViaButton:conversation: (nullable)
   *
   * Whose addresses are offered.
   */
  props[PROP_CONVERSATION] = g_param_spec_object ("conversation", NULL, NULL, PHONE_TYPE_CONVERSATION, flags);
  /**
   * AppViaButton:address:
   *
   * To which address the next message goes.
   */
  props[PROP_ADDRESS] = g_param_spec_string ("address", NULL, NULL, "", flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  gtk_widget_class_install_property_action (GTK_WIDGET_CLASS (klass), "via.address", "address");
}

static void
app_via_button_init (AppViaButton *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_MIDDLE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->label));
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("pan-down-symbolic"));
  gtk_menu_button_set_child (self->button, box);
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "flat");
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "caption");
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->button));
}
